-- What technologies and needs are called and found by, in lower case, for modules that sort them.
create view matching.v_technology_words as
  select id, lower(concat_ws(' ', title, array_to_string(keywords, ' '))) as words
  from matching.technology where not matching.is_unpublished(state);

create view matching.v_need_words as
  select id, lower(concat_ws(' ', title, array_to_string(keywords, ' '))) as words, compact_id
  from matching.need where not matching.is_unpublished(state);
