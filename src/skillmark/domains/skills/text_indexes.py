"""The SQL of the text indexes over names, for the migration. Trigrams where the server allows them, words everywhere.

A server's administrator may refuse `CREATE EXTENSION pg_trgm`; then search finds whole words and beginnings only. Once
the extension is there, running `TRIGRAMS` again adds the missing indexes.
"""

WORDS = """
CREATE INDEX skills_skillname_words ON skills_skillname USING gin (to_tsvector('simple', text));
CREATE INDEX skills_occupationname_words ON skills_occupationname USING gin (to_tsvector('simple', text));
"""
TRIGRAMS = """
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX IF NOT EXISTS skills_skillname_trigrams ON skills_skillname USING gin (lower(text) gin_trgm_ops);
  CREATE INDEX IF NOT EXISTS skills_occupationname_trigrams
    ON skills_occupationname USING gin (lower(text) gin_trgm_ops);
EXCEPTION
  WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'pg_trgm may not be installed here: search will not forgive misspelt words';
END $$;
"""
