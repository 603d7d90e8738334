-- What an application demands of its own requests, where it is told that a session ended, and what is on its way to it; and
-- from where strangers made requests wait.

-- Whether every token of it is bound to a key (RFC 9449 §5.2), and whether its requests have to be pushed (RFC 9126 §6).
ALTER TABLE applications ADD COLUMN require_dpop BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE applications ADD COLUMN require_pushed BOOLEAN NOT NULL DEFAULT FALSE;
-- Where it is told that a session ended (OpenID Connect Back-Channel Logout §2.2); empty: nowhere.
ALTER TABLE applications ADD COLUMN backchannel_logout_uri TEXT NOT NULL DEFAULT '';

-- That a session ended, to be told to an application. What is told is signed when it is sent, so no secret is here.
CREATE TABLE backchannel_logouts (
    session_id BLOB NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    -- When to try (again); NULL once it was sent or given up.
    next_attempt_at BIGINT,
    sent_at BIGINT,
    failed_at BIGINT,
    last_error TEXT,
    PRIMARY KEY (session_id, application_id)
);
CREATE INDEX backchannel_logouts_due ON backchannel_logouts (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX backchannel_logouts_application ON backchannel_logouts (application_id);

-- From where it came, to bound how many wait from one place.
ALTER TABLE pushed_requests ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE device_codes ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX pushed_requests_waiting ON pushed_requests (application_id, address, expires_at);
CREATE INDEX device_codes_waiting ON device_codes (application_id, address, expires_at);
