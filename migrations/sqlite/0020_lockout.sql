-- Of which side an attempt to sign in was, so that each side has its list, and accounts that wait after too many failures.
ALTER TABLE login_attempts ADD COLUMN side TEXT COLLATE BINARY NOT NULL DEFAULT 'back_office';
UPDATE login_attempts SET side = COALESCE(
    (SELECT u.side FROM users u WHERE u.id = login_attempts.user_id),
    (SELECT a.side FROM applications a WHERE a.id = login_attempts.application_id),
    'back_office');
CREATE INDEX login_attempts_side ON login_attempts (side, created_at, id);

-- Failures of signing in as somebody since they last came in: of each place they are known to sign in from, and of all
-- other places together. What a stranger fails at shuts out strangers.
CREATE TABLE sign_in_failures (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- As in user_places; both empty: all places the person is not known at.
    network TEXT COLLATE BINARY NOT NULL,
    browser TEXT COLLATE BINARY NOT NULL,
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    -- From then on it may be tried again. 0: it was never locked.
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (user_id, network, browser)
);
CREATE INDEX sign_in_failures_failed ON sign_in_failures (failed_at);
