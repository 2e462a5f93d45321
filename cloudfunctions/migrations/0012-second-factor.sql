-- why: accounts with weighty rights prove more than a password on a new browser; all apps know one
ALTER TABLE identity.role ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
UPDATE identity.role SET second_factor = true
  WHERE super_admin OR name IN ('财务录入', '财务复核');

-- The authenticator's secret, sealed with a key outside the database. It counts from the first right
-- code on; a step of 30 seconds is accepted once.
CREATE TABLE identity.authenticator (
  account_id uuid PRIMARY KEY REFERENCES identity.account (id) ON DELETE CASCADE,
  sealed_secret text NOT NULL CHECK (length(sealed_secret) <= 400),
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);

-- A browser in which the second factor was passed; its key is stored only as a keyed hash.
CREATE TABLE identity.known_browser (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES identity.account (id) ON DELETE CASCADE,
  key_hash bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK (expires_at > created_at)
);
CREATE INDEX known_browser_account ON identity.known_browser (account_id);
CREATE INDEX known_browser_expires ON identity.known_browser (expires_at);

ALTER TABLE identity.sms_code DROP CONSTRAINT sms_code_purpose_check,
  ADD CONSTRAINT sms_code_purpose_check
    CHECK (purpose IN ('sign-in', 'bind-phone', 'set-password', 'second-factor'));
ALTER TABLE identity.credential DROP CONSTRAINT credential_app_check,
  ADD CONSTRAINT credential_app_check CHECK (app IN ('member', 'dealer', 'sales', 'console'));
-- When the wrong passwords of the last quarter of an hour came (MB-008, ST-002).
ALTER TABLE identity.password_tries DROP CONSTRAINT password_tries_app_check,
  ADD CONSTRAINT password_tries_app_check CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  ADD COLUMN wrong_at timestamptz[] NOT NULL DEFAULT '{}';

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.authenticator, identity.known_browser
  TO xietong_app;
