-- The area to which a case went before it had a review; a case that was taken back has none.
ALTER TABLE case_board ADD COLUMN transferred_to text;
