"""A sealed order cannot be changed by a slip: the database refuses it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION hiring_sealed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a sealed shortlist never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER hiring_seal_stays BEFORE UPDATE OR DELETE ON hiring_seal
    FOR EACH ROW EXECUTE FUNCTION hiring_sealed_stays();
"""
ALLOW = "DROP FUNCTION hiring_sealed_stays CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("hiring", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
