-- why: a group robot takes 20 messages a minute, so its messages get their turn when they are made; and an alarm of a peer is told once (NT-002, NT-009)

-- One row per robot: when its next message may go.
CREATE TABLE notify.robot_turn (
  robot text PRIMARY KEY,
  next_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON notify.robot_turn TO xietong_app;

-- Alarms of before are not told afterwards.
ALTER TABLE peers.alarm ADD COLUMN told_at timestamptz;
UPDATE peers.alarm SET told_at = at;
CREATE INDEX alarm_untold ON peers.alarm (minute) WHERE told_at IS NULL;
