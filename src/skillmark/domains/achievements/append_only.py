"""The SQL that keeps published versions as they are, for the migration: no update, no deletion, no part added or gone.

The error is a check violation, so Django raises `IntegrityError`. A version without a skill cannot become published.
"""

GUARDS = """
CREATE FUNCTION achievements_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.published_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM achievements_skilltaught WHERE version_id = NEW.id) THEN
    RAISE EXCEPTION 'a published version vouches for a skill' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION achievements_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM achievements_achievementversion v
    WHERE v.published_at IS NOT NULL
      AND ((TG_OP <> 'INSERT' AND v.id = OLD.version_id) OR (TG_OP <> 'DELETE' AND v.id = NEW.version_id))
  ) THEN
    RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON achievements_achievementversion
  FOR EACH ROW EXECUTE FUNCTION achievements_guard_version();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON achievements_skilltaught
  FOR EACH ROW EXECUTE FUNCTION achievements_guard_part();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON achievements_prerequisite
  FOR EACH ROW EXECUTE FUNCTION achievements_guard_part();
"""
UNGUARD = """
DROP FUNCTION achievements_guard_version CASCADE;
DROP FUNCTION achievements_guard_part CASCADE;
"""
# English stems on both sides: "analyse data" finds "data analysis". Other languages still match word by word.
SEARCH = """
CREATE INDEX achievements_version_words ON achievements_achievementversion
  USING gin (to_tsvector('english'::regconfig, COALESCE(search_text, '')));
"""
