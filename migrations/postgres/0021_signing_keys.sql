-- The ring of signing keys. The pair in the files is one of it; the others are made here.

CREATE TABLE signing_keys (
    -- Thumbprint of the public key (RFC 7638): what tokens call it.
    key_id TEXT NOT NULL PRIMARY KEY,
    -- The public key as an uncompressed point.
    point BYTEA NOT NULL,
    -- next, current, retired or revoked.
    state TEXT NOT NULL,
    -- file: its private key is in the files of some process; made: it is here, while it is needed.
    origin TEXT NOT NULL,
    -- The private key, sealed with what only those know who have the private key file; NULL where it is not needed (any more).
    sealed BYTEA,
    -- The key in the file that it is sealed with.
    sealed_with TEXT,
    created_at BIGINT NOT NULL,
    -- Since when it signs; of the next one: from when on it will.
    signs_from BIGINT NOT NULL,
    -- When it stopped to sign, and when nothing that it signed is worth anything any more.
    retired_at BIGINT,
    ends_at BIGINT,
    -- The row stays, so that a file with an old key is not taken for a new one.
    removed_at BIGINT
);
-- One signs, and one is the next.
CREATE UNIQUE INDEX signing_keys_state ON signing_keys (state) WHERE state IN ('next', 'current') AND removed_at IS NULL;

-- Counted up with every change of the ring, beside the other number, so that both are read at once.
ALTER TABLE live_revision ADD COLUMN keys_revision BIGINT NOT NULL DEFAULT 1;
