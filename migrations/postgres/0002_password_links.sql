-- Links by which people set a password: sent by mail, good once. Only the digest of what the link carries is here.
CREATE TABLE password_links (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- 'invitation' or 'reset'.
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- A new link takes the place of the one before.
    UNIQUE (user_id, purpose)
);
CREATE INDEX password_links_expires ON password_links (expires_at);

-- When the password was last given in a session.
ALTER TABLE sessions ADD COLUMN authenticated_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET authenticated_at = created_at;

-- What stands for {{link}} in the bodies of a mail. Taken out together with the note that the mail was sent or given up,
-- so that the database keeps no link that works.
ALTER TABLE outbox_mails ADD COLUMN link TEXT;
