-- What people show besides their password: passkeys, the codes of an authenticator app, and recovery codes for when both
-- are lost. And what an organization asks for.
CREATE TABLE authenticator_apps (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- The shared secret, sealed with the key of keys.sealing.
    sealed_secret BYTEA NOT NULL,
    -- The time step of the last code that was taken (RFC 6238 §5.2): neither it nor one before it works again.
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);

CREATE TABLE passkeys (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- By which the browser names it.
    credential_id BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- The public key, and what else never changes.
    fixed_state BYTEA NOT NULL,
    -- The counter, whether it was backed up, and what else may change with each use.
    moving_state BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkeys_user ON passkeys (user_id);

-- Digests of what was shown once. Used ones are gone.
CREATE TABLE recovery_codes (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- A browser that was asked for a passkey, until it answers.
CREATE TABLE passkey_ceremonies (
    challenge BYTEA NOT NULL PRIMARY KEY,
    -- Who adds one. NULL: somebody signs in.
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    state BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_ceremonies_expires ON passkey_ceremonies (expires_at);

-- Somebody whose password was right, and who has yet to show a second factor. Only the digest of what the browser holds is here.
CREATE TABLE pending_sign_ins (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- How they came so far, as in login_attempts.
    source TEXT COLLATE "C" NOT NULL,
    -- How often they failed since.
    failures BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_sign_ins_user ON pending_sign_ins (user_id);
CREATE INDEX pending_sign_ins_expires ON pending_sign_ins (expires_at);

-- How somebody showed who they are (RFC 8176), separated by one space.
ALTER TABLE sessions ADD COLUMN methods TEXT COLLATE "C" NOT NULL DEFAULT 'pwd';
ALTER TABLE authorizations ADD COLUMN methods TEXT COLLATE "C" NOT NULL DEFAULT 'pwd';

-- Whether its users of the back office need a second factor.
ALTER TABLE organizations ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;
