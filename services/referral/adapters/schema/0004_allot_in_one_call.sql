-- Allot the number of a case, the next of its partnership and year; the same case always gets the same one.
-- In one call, so that others wait for the lock no longer than for this. Each statement of a volatile function sees what
-- was committed before it: the lock is taken before the number is looked up, so two cases cannot see the same highest.
CREATE FUNCTION allot_reference(for_case uuid, of_partnership text, in_year integer)
RETURNS TABLE (partnership text, year integer, number integer) LANGUAGE sql VOLATILE AS $$
    SELECT pg_advisory_xact_lock(hashtext(of_partnership), in_year);
    INSERT INTO case_references (case_id, partnership, year, number)
    SELECT for_case, of_partnership, in_year, coalesce(max(r.number), 0) + 1
    FROM case_references r WHERE r.partnership = of_partnership AND r.year = in_year
    ON CONFLICT (case_id) DO NOTHING;
    SELECT r.partnership, r.year, r.number FROM case_references r WHERE r.case_id = for_case;
$$;
