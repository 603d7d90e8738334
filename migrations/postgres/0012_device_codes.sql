-- Devices without a browser that wait for somebody to let them in (RFC 8628).

CREATE TABLE device_codes (
    -- Digests of what the device keeps, and of what the person types.
    hash BYTEA NOT NULL PRIMARY KEY,
    user_code_hash BYTEA NOT NULL UNIQUE,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- Scopes, separated by one space.
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- How many seconds the device has to wait between two questions; longer each time it did not.
    poll_interval BIGINT NOT NULL,
    polled_at_ms BIGINT,
    -- The answer: neither yet, let in, or not.
    authorization_id UUID REFERENCES authorizations (id) ON DELETE CASCADE,
    denied_at BIGINT,
    -- When the device got its tokens; a code works once.
    used_at BIGINT
);
CREATE INDEX device_codes_expires ON device_codes (expires_at);
