-- why: a business event is written with its change, and each of its readers gets exactly one delivery per channel and template, however often or late the sender runs (NT-001, NT-003)

CREATE SCHEMA notify;

-- Facts: what happened. Never changed.
CREATE TABLE notify.event (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (char_length(code) BETWEEN 1 AND 40),
  at timestamptz NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  subject_no text,
  variables jsonb NOT NULL,
  recipients jsonb NOT NULL,
  actor text NOT NULL
);
CREATE INDEX event_by_subject ON notify.event (subject_kind, subject_id);

-- Events that no delivery was made of yet; the row is removed in the transaction that makes them.
CREATE TABLE notify.to_route (
  event_id uuid PRIMARY KEY REFERENCES notify.event (id),
  next_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX to_route_due ON notify.to_route (next_at);

CREATE TABLE notify.delivery (
  id uuid PRIMARY KEY,
  event_id uuid NOT NULL REFERENCES notify.event (id),
  event_code text NOT NULL,
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  subject_id uuid NOT NULL,
  person_id uuid NOT NULL,
  recipient text NOT NULL,
  phone text,
  channel text NOT NULL CHECK (
    channel IN ('in-app', 'subscription', 'sms', 'robot', 'wecom', 'email')
  ),
  template text NOT NULL,
  state text NOT NULL CHECK (
    state IN ('waiting', 'sending', 'sent', 'delivered', 'retrying', 'failed', 'no-consent', 'merged',
      'skipped', 'cancelled', 'unknown')
  ),
  reason text NOT NULL DEFAULT '' CHECK (char_length(reason) <= 200),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- One consent is one message: it is taken once, not at every try.
  consent_taken boolean NOT NULL DEFAULT false,
  next_at timestamptz,
  serial_no text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  CONSTRAINT delivery_once UNIQUE (event_id, app, subject_id, channel, template),
  CONSTRAINT delivery_open_has_next CHECK (
    (state IN ('waiting', 'sending', 'retrying')) = (next_at IS NOT NULL)
  )
);
CREATE INDEX delivery_due ON notify.delivery (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX delivery_newest ON notify.delivery (created_at, id);
CREATE INDEX delivery_by_state ON notify.delivery (state, created_at, id);
CREATE INDEX delivery_by_channel ON notify.delivery (channel, created_at, id);
CREATE INDEX delivery_by_event ON notify.delivery (event_code, created_at, id);
CREATE INDEX delivery_by_serial ON notify.delivery (serial_no) WHERE serial_no IS NOT NULL;

-- In-app messages: what the message centre of each client shows.
CREATE TABLE notify.message (
  id uuid PRIMARY KEY,
  event_id uuid NOT NULL,
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  subject_id uuid NOT NULL,
  category text NOT NULL CHECK (category IN ('order', 'card', 'money', 'task', 'system')),
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 60),
  text text NOT NULL CHECK (char_length(text) <= 500),
  link_kind text,
  link_id text,
  at timestamptz NOT NULL,
  read_at timestamptz,
  CONSTRAINT message_once UNIQUE (event_id, app, subject_id)
);
CREATE INDEX message_newest ON notify.message (app, subject_id, at, id);
CREATE INDEX message_by_category ON notify.message (app, subject_id, category, at, id);
CREATE INDEX message_unread ON notify.message (app, subject_id) WHERE read_at IS NULL;

-- Consents to subscription messages: each accepted one carries one message (IN-030).
CREATE TABLE notify.consent (
  person_id uuid NOT NULL,
  template_id text NOT NULL,
  left_count integer NOT NULL CHECK (left_count >= 0),
  accepted integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  banned boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, template_id)
);

-- A template that WeChat found faulty, and an openid that it no longer knows (NT-037).
CREATE TABLE notify.template_fault (
  template_id text PRIMARY KEY,
  error text NOT NULL,
  since timestamptz NOT NULL
);
CREATE TABLE notify.invalid_binding (
  person_id uuid NOT NULL,
  app text NOT NULL,
  open_id text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (person_id, app)
);

CREATE TABLE notify.channel (
  channel text PRIMARY KEY CHECK (
    channel IN ('in-app', 'subscription', 'sms', 'robot', 'wecom', 'email')
  ),
  is_on boolean NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (char_length(reason) <= 200)
);
INSERT INTO notify.channel (channel, is_on)
VALUES ('in-app', true), ('subscription', true), ('sms', true), ('robot', true), ('wecom', true), ('email', true);

GRANT USAGE ON SCHEMA notify TO xietong_app;
GRANT SELECT, INSERT ON notify.event TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notify.to_route, notify.delivery, notify.message TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notify.consent, notify.template_fault, notify.invalid_binding TO xietong_app;
GRANT SELECT, UPDATE ON notify.channel TO xietong_app;
