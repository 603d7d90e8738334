-- Whether an application may ask for tokens with the name and password of people (RFC 6749 §4.3), and at which application
-- somebody, or the application itself, was refused.
ALTER TABLE applications ADD COLUMN password_grant BOOLEAN NOT NULL DEFAULT FALSE;

-- NULL: not at the token endpoint.
ALTER TABLE login_attempts ADD COLUMN application_id BLOB REFERENCES applications (id) ON DELETE CASCADE;
CREATE INDEX login_attempts_application ON login_attempts (application_id) WHERE application_id IS NOT NULL;
