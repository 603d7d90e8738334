-- Whether the application may exchange tokens of others of its organization for tokens with which it acts on behalf of
-- whoever they are about (RFC 8693 §1.1).
ALTER TABLE applications ADD COLUMN may_act_for_others BOOLEAN NOT NULL DEFAULT FALSE;
