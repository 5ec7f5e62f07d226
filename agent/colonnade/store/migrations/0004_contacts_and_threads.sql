-- Whom an activity was with, and the post it followed from. What was kept before says neither.
BEGIN IMMEDIATE;

ALTER TABLE activities ADD COLUMN contact TEXT NOT NULL DEFAULT '';   -- as the person wrote it; '' for nobody named
ALTER TABLE activities ADD COLUMN person  TEXT NOT NULL DEFAULT '';   -- the same in the form two spellings share
ALTER TABLE activities ADD COLUMN thread  TEXT NOT NULL DEFAULT '';   -- id of the post's activity; '' for none
CREATE INDEX activities_by_person ON activities (person, kind, at) WHERE person <> '';
CREATE INDEX activities_by_thread ON activities (thread) WHERE thread <> '';
-- Of these kinds alone: an index over every kind would draw the lists away from the one by time.
CREATE INDEX activities_of_messages ON activities (at) WHERE kind IN ('message_received', 'message_replied');
CREATE INDEX activities_of_posts ON activities (at) WHERE kind = 'post_published';

PRAGMA user_version = 4;
COMMIT;
