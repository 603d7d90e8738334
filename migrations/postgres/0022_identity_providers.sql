-- Who people are at the identity providers they sign in with (OpenID Connect), and sign-ins there that are on their way.

CREATE TABLE identities (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- What makes somebody the same again is the issuer and the subject together (OpenID Connect Core §2), and nothing else.
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The address there, as it was told last; empty if it was not.
    email TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    last_used_at BIGINT,
    UNIQUE (issuer, subject),
    UNIQUE (user_id, issuer)
);

-- Nothing in here is good for anything without what the browser keeps.
CREATE TABLE provider_sign_ins (
    -- Digests of the state, and of the cookie of the browser that began.
    state_hash BYTEA NOT NULL PRIMARY KEY,
    browser_hash BYTEA NOT NULL,
    provider TEXT NOT NULL,
    -- Where to go on afterwards: a path of this site.
    next TEXT NOT NULL,
    -- Whether the person has to show who they are there anew.
    again BOOLEAN NOT NULL,
    -- The session in which somebody links their account; NULL: somebody signs in.
    session_id UUID REFERENCES sessions (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX provider_sign_ins_expires ON provider_sign_ins (expires_at);
CREATE INDEX provider_sign_ins_waiting ON provider_sign_ins (address, expires_at);
CREATE INDEX provider_sign_ins_session ON provider_sign_ins (session_id) WHERE session_id IS NOT NULL;

-- Which sessions began at a provider, so that it can end them (OpenID Connect Back-Channel Logout).
CREATE TABLE session_providers (
    session_id UUID NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- What the provider calls its own session; empty if it does not say.
    sid TEXT NOT NULL
);
CREATE INDEX session_providers_subject ON session_providers (issuer, subject);
CREATE INDEX session_providers_sid ON session_providers (issuer, sid);
