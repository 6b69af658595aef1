-- The registry has it for all.
drop function outposts.regions_within(text[]);
