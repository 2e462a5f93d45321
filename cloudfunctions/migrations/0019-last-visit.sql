-- why: when somebody was here last, also after their sessions are gone (signed out or run out)
CREATE TABLE identity.last_visit (
  subject_id uuid NOT NULL,
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, app)
) WITH (fillfactor = 80);
INSERT INTO identity.last_visit (subject_id, app, at)
SELECT subject_id, app, max(last_used_at) FROM identity.session GROUP BY subject_id, app;

GRANT SELECT, INSERT, UPDATE ON identity.last_visit TO xietong_app;
