-- why: mini-program codes are fetched once from WeChat and served from here, also while it is down (IN-028)
CREATE TABLE channel.invite_picture (
  -- The short key that maps to the invitation; WeChat allows 32 characters.
  scene text PRIMARY KEY CHECK (length(scene) BETWEEN 1 AND 32),
  file_id uuid NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON channel.invite_picture TO xietong_app;
