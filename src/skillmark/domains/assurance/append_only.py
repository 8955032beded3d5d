"""The SQL that keeps reviews as they were and the register whole: no update of a review, no deletion of anything.

The error is a check violation, so Django raises `IntegrityError`.
"""

FIXED = ("assurance_review", "assurance_reviewline")
KEPT = ("assurance_accreditation", "assurance_endorsement")
GUARDS = """
CREATE FUNCTION assurance_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keeps what was said', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER guard BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION assurance_never_changes();\n"
    for tables, when in ((FIXED, "UPDATE OR DELETE"), (KEPT, "DELETE"))
    for table in tables
)
UNGUARD = "DROP FUNCTION assurance_never_changes CASCADE;"
