"""The SQL that keeps what was asked, done and decided as it was: no update and no deletion, whoever asks.

The error is a check violation, so Django raises `IntegrityError`. Erasure needs neither: it destroys a key.
"""

TABLES = (
    "assessment_quiz",
    "assessment_question",
    "assessment_project",
    "assessment_criterion",
    "assessment_quizattempt",
    "assessment_submission",
    "assessment_evidencefile",
    "assessment_judgement",
    "assessment_completion",
)
GUARDS = """
CREATE FUNCTION assessment_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION assessment_never_changes();\n"
    for table in TABLES
)
UNGUARD = "DROP FUNCTION assessment_never_changes CASCADE;"
