-- Applications that register themselves (RFC 7591), with tokens that administrators hand out for it.

CREATE TABLE registration_tokens (
    id UUID NOT NULL PRIMARY KEY,
    -- Digest of the token.
    hash BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    side TEXT NOT NULL,
    -- Where the applications belong.
    organization_id UUID NOT NULL REFERENCES organizations (id),
    -- Who made it, and in which organization they worked then: it gives no more than they may give there.
    made_by UUID NOT NULL REFERENCES users (id),
    made_in UUID NOT NULL REFERENCES organizations (id),
    -- The most that an application gets: scopes, separated by one space.
    apis TEXT NOT NULL,
    -- How many applications it may register, and how many it has.
    most BIGINT NOT NULL,
    used BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX registration_tokens_expires ON registration_tokens (expires_at);

-- How an application came to be, and the name of what let it in, if it was not a person: a text, because tokens are removed
-- a while after their end.
ALTER TABLE applications ADD COLUMN origin TEXT NOT NULL DEFAULT 'person';
ALTER TABLE applications ADD COLUMN origin_name TEXT;

-- What an application that registered itself manages itself with (RFC 7592).
CREATE TABLE registrations (
    application_id UUID NOT NULL PRIMARY KEY REFERENCES applications (id) ON DELETE CASCADE,
    -- Digest of its registration access token. NULL: it deleted itself.
    hash BYTEA,
    -- In its own words how it shows its secret: in the header or in the body. Both work.
    secret_method TEXT NOT NULL
);
