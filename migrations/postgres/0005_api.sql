-- What programs need of the web API: names for secrets, and requests that can be sent again without being done twice.

-- What the secret is for, in the words of who made it. NULL: nothing was said.
ALTER TABLE application_secrets ADD COLUMN label TEXT;

-- What was answered to requests with an Idempotency-Key, for a day. A Client Secret is never in it.
CREATE TABLE idempotency_keys (
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    idempotency_key TEXT NOT NULL,
    -- SHA-256 of the request: another request with the same key is a mistake.
    fingerprint BYTEA NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, idempotency_key)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
