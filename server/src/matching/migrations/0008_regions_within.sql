-- The registry has it for all.
drop function matching.regions_within(text[]);
