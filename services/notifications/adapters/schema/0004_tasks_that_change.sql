-- Each change of a task has a number, so that whoever watches knows that there is something new. Whoever writes these
-- rows takes turns, and so the numbers rise in the order of the commits; rows that were made anew have new numbers.
ALTER TABLE open_tasks ADD COLUMN changed bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX open_tasks_changed_idx ON open_tasks (changed);
