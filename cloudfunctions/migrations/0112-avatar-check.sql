-- why: an avatar is shown once WeChat has looked at it; until then the one before stays (IN-024, MB-063)
ALTER TABLE members.member ADD COLUMN avatar_wanted uuid;
CREATE INDEX member_avatar_wanted ON members.member (avatar_wanted)
  WHERE avatar_wanted IS NOT NULL;
