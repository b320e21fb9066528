-- What was decided last about a local review: how it is undertaken, then whether it is published.
ALTER TABLE case_board ADD COLUMN local_review text;
