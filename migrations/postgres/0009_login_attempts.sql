-- Who came in and who did not. Written with the session, or with the refusal; removed after 90 days.
CREATE TABLE login_attempts (
    id UUID NOT NULL PRIMARY KEY,
    -- What was typed as the e-mail address, folded; empty if it was none, as it may have been a password.
    email TEXT COLLATE "C" NOT NULL,
    -- Whose address that is. NULL: nobody's.
    user_id UUID REFERENCES users (id),
    -- form: the sign-in page. link: a password was set with a link from a mail.
    source TEXT COLLATE "C" NOT NULL,
    succeeded BOOLEAN NOT NULL,
    -- Why not; empty if they came in.
    reason TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX login_attempts_created ON login_attempts (created_at, id);
CREATE INDEX login_attempts_user ON login_attempts (user_id, created_at) WHERE user_id IS NOT NULL;
