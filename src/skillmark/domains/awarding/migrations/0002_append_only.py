"""A signed document is kept as it was signed: the database refuses a change."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION awarding_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows are append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER awarding_credential_is_kept BEFORE UPDATE OR DELETE ON awarding_signedcredential
    FOR EACH ROW EXECUTE FUNCTION awarding_refuse_change();
"""
ALLOW = """
DROP TRIGGER awarding_credential_is_kept ON awarding_signedcredential;
DROP FUNCTION awarding_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("awarding", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
