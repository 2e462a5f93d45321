-- why: template ids, fields and jump pages of subscription messages belong to the account at WeChat, so head office sets them; and a banned template is counted like a rejected one
-- What differs from the built-in setting of an event for the readers of one program.
CREATE TABLE notify.subscription_setting (
  event_code text NOT NULL CHECK (char_length(event_code) BETWEEN 1 AND 40),
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales')),
  template_id text NOT NULL CHECK (char_length(template_id) BETWEEN 1 AND 64),
  page text NOT NULL CHECK (char_length(page) BETWEEN 1 AND 120),
  fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
  version integer NOT NULL CHECK (version >= 1),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (event_code, app)
);
ALTER TABLE notify.consent ADD COLUMN banned_times integer NOT NULL DEFAULT 0
  CHECK (banned_times >= 0);
UPDATE notify.consent SET banned_times = 1 WHERE banned;

GRANT SELECT, INSERT, UPDATE, DELETE ON notify.subscription_setting TO xietong_app;
