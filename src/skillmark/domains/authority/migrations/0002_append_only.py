"""What the log and the lists promised cannot be taken back by a slip: the database refuses it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION authority_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows are append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER authority_leaf_is_kept BEFORE UPDATE OR DELETE ON authority_logentry
    FOR EACH ROW EXECUTE FUNCTION authority_refuse_change();
CREATE TRIGGER authority_slot_is_kept BEFORE DELETE ON authority_statusslot
    FOR EACH ROW EXECUTE FUNCTION authority_refuse_change();
CREATE TRIGGER authority_slot_stays BEFORE UPDATE OF status_list_id, index, award_uid, purpose ON authority_statusslot
    FOR EACH ROW EXECUTE FUNCTION authority_refuse_change();
"""
ALLOW = """
DROP TRIGGER authority_leaf_is_kept ON authority_logentry;
DROP TRIGGER authority_slot_is_kept ON authority_statusslot;
DROP TRIGGER authority_slot_stays ON authority_statusslot;
DROP FUNCTION authority_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("authority", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
