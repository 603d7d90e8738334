-- People, their organizations and roles, applications and their secrets, mail.
-- Times are seconds since 1970; ids are UUIDv7, so that they sort by time. What lists are sorted by is collated by code
-- point, so that both engines give the same order whatever the locale of the server.

CREATE TABLE organizations (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT COLLATE BINARY NOT NULL UNIQUE,
    global BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE customers (
    id BLOB NOT NULL PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    name_folded TEXT COLLATE BINARY NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, name_folded)
);

-- Users of the back office and customer users: both sign in, own applications and have roles.
CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    side TEXT NOT NULL,
    customer_id BLOB REFERENCES customers (id),
    email TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    password_hash TEXT,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_login_at BIGINT,
    CHECK ((side = 'customer') = (customer_id IS NOT NULL))
);

CREATE TABLE user_organizations (
    user_id BLOB NOT NULL REFERENCES users (id),
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (user_id, organization_id)
);
CREATE INDEX user_organizations_organization ON user_organizations (organization_id);

CREATE TABLE roles (
    id BLOB NOT NULL PRIMARY KEY,
    side TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    permissions TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE user_roles (
    user_id BLOB NOT NULL REFERENCES users (id),
    role_id BLOB NOT NULL REFERENCES roles (id),
    PRIMARY KEY (user_id, role_id)
);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires_at);

CREATE TABLE applications (
    id BLOB NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    owner_id BLOB REFERENCES users (id),
    side TEXT NOT NULL,
    grant_type TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT COLLATE BINARY NOT NULL,
    active BOOLEAN NOT NULL,
    -- NULL: every API type of the side; else scopes, separated by one space.
    apis TEXT COLLATE BINARY,
    -- Tokens made at this millisecond or before are dead.
    tokens_dead_until_ms BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    last_used_at BIGINT,
    deleted_at BIGINT
);
-- A name is free again once its application is deleted.
CREATE UNIQUE INDEX applications_name_per_owner
    ON applications (owner_id, organization_id, name_folded) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
CREATE UNIQUE INDEX applications_name_without_owner
    ON applications (organization_id, side, name_folded) WHERE deleted_at IS NULL AND owner_id IS NULL;
CREATE INDEX applications_organization ON applications (organization_id);
CREATE INDEX applications_deleted ON applications (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE application_secrets (
    id BLOB NOT NULL PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- Counts the secrets of one application from 1; a token carries the number of the secret that made it.
    number BIGINT NOT NULL,
    hash BLOB NOT NULL,
    hint TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL: does not end by itself.
    expires_at BIGINT,
    last_used_at BIGINT,
    UNIQUE (application_id, number)
);

-- Tokens revoked before their time (RFC 7009). Nothing is written for a token that just runs out.
CREATE TABLE revoked_tokens (
    application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    token_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, token_id)
);
CREATE INDEX revoked_tokens_expires ON revoked_tokens (expires_at);

-- One row, counted up with every change that decides whether a token lives, so that every process can follow.
CREATE TABLE live_revision (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO live_revision (id, revision) VALUES (1, 1);

CREATE TABLE outbox_mails (
    id BLOB NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    -- When to try (again); NULL once it was sent or given up.
    next_attempt_at BIGINT,
    sent_at BIGINT,
    failed_at BIGINT,
    last_error TEXT
);
CREATE INDEX outbox_mails_due ON outbox_mails (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
