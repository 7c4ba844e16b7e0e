-- The languages of the focus brand's mentions.
-- Grain: language.
select
    language,

    mention_count,
    mention_share as share,
    judged_count,
    -- A few posts are as likely an error of the identifier as a language of the conversation;
    -- five that are a fiftieth of all are not.
    language != 'und'
    and (
        mention_count >= getvariable('segment_min')
        or mention_count >= 5
        and mention_share >= 0.02
        or row_number() over (order by language = 'und', mention_count desc, language) = 1
    ) as is_named
from language_mix
where brand = getvariable('focus_brand') and period = 'window'
order by mention_count desc, language
