-- expects: code-not-looked-into at 2
DO $$ BEGIN PERFORM 1; END $$;
