-- What people let applications do on their behalf: their answers, and the codes and refresh tokens that came of them; and
-- what an application may say of itself at the authorization server.

-- How the application shows who it is at the token endpoint; a public one (not confidential) shows nothing.
ALTER TABLE applications ADD COLUMN authentication_method TEXT NOT NULL DEFAULT 'client_secret';
-- Its public keys (RFC 7517 JWK set), for private_key_jwt (RFC 7523).
ALTER TABLE applications ADD COLUMN jwks TEXT;
-- How many seconds a refresh token lives unused, and in any case. NULL: as configured.
ALTER TABLE applications ADD COLUMN refresh_idle BIGINT;
ALTER TABLE applications ADD COLUMN refresh_absolute BIGINT;
-- Where people may be sent after signing out (OpenID Connect), one on each line.
ALTER TABLE applications ADD COLUMN post_logout_redirect_uris TEXT NOT NULL DEFAULT '';

-- What an application gets without its person being asked again.
CREATE TABLE consents (
    user_id UUID NOT NULL REFERENCES users (id),
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- Scopes, separated by one space.
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, application_id)
);
CREATE INDEX consents_application ON consents (application_id);

-- One time that somebody let an application in, and the family of refresh tokens that came of it (RFC 9700 §4.14.2).
CREATE TABLE authorizations (
    id UUID NOT NULL PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id),
    organization_id UUID NOT NULL REFERENCES organizations (id),
    -- What was let in, narrowed to the resources that were asked for (RFC 8707): scopes, separated by one space.
    scope TEXT NOT NULL,
    -- When the person had signed in (OpenID Connect `auth_time`), and with which session; that may have ended.
    authenticated_at BIGINT NOT NULL,
    session_id UUID,
    nonce TEXT,
    -- Thumbprint of the key that its refresh tokens are bound to (RFC 9449 §5), if they are.
    dpop_thumbprint TEXT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    -- From when on nothing can be refreshed any more.
    expires_at BIGINT NOT NULL,
    -- When it was revoked, by whomever.
    ended_at BIGINT
);
CREATE INDEX authorizations_application ON authorizations (application_id, ended_at);
CREATE INDEX authorizations_user ON authorizations (user_id);
CREATE INDEX authorizations_session ON authorizations (session_id);
CREATE INDEX authorizations_expires ON authorizations (expires_at);

-- A code stays for a while after its use, so that a second use is known for one (RFC 6749 §4.1.2).
CREATE TABLE authorization_codes (
    hash BYTEA NOT NULL PRIMARY KEY,
    authorization_id UUID NOT NULL REFERENCES authorizations (id) ON DELETE CASCADE,
    -- As it was sent; NULL: it was left out.
    redirect_uri TEXT,
    code_challenge TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX authorization_codes_authorization ON authorization_codes (authorization_id);
CREATE INDEX authorization_codes_expires ON authorization_codes (expires_at);

CREATE TABLE refresh_tokens (
    hash BYTEA NOT NULL PRIMARY KEY,
    authorization_id UUID NOT NULL REFERENCES authorizations (id) ON DELETE CASCADE,
    -- With the token itself it makes the token that follows, so that an answer that was lost can be given again.
    salt BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at_ms BIGINT
);
CREATE INDEX refresh_tokens_authorization ON refresh_tokens (authorization_id);
CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);

-- Ids that work once (RFC 7523 §3, RFC 9449 §11.1), by digest, until they would be refused for their age.
CREATE TABLE used_ids (
    hash BYTEA NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX used_ids_expires ON used_ids (expires_at);
