-- The registry has it for all.
drop function rules.regions_within(text[]);
