-- why: pictures of people are shown only after WeChat has looked at them; who uploaded them and how often was asked (IN-123)
ALTER TABLE files.files
  -- Whose openid WeChat is told, looked up anew for every question.
  ADD COLUMN person_id uuid,
  ADD COLUMN program text CHECK (program IN ('member', 'dealer', 'sales')),
  ADD COLUMN asked integer NOT NULL DEFAULT 0 CHECK (asked >= 0),
  -- What WeChat said; `review` waits for a person.
  ADD COLUMN verdict text CHECK (verdict IN ('pass', 'review', 'risky'));

-- What still waits for an answer, the longest first.
CREATE INDEX files_unanswered ON files.files (asked_at)
  WHERE state = 'checking' AND verdict IS NULL;
