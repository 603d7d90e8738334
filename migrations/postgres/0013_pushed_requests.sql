-- Requests for authorization that applications pushed beforehand (RFC 9126), to be named instead of sent through a browser.

CREATE TABLE pushed_requests (
    -- Digest of what the request URI ends with.
    hash BYTEA NOT NULL PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- Its parameters, as in an address.
    query TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX pushed_requests_expires ON pushed_requests (expires_at);
