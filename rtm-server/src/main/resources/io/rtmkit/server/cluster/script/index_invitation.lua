-- Notes or forgets an invitation from or to a user. Repeatable.
-- KEYS[1] set    invitations
-- ARGV[1] text   SADD or SREM
-- ARGV[2] text   invitation
-- ARGV[3] int    seconds for which the set lives on after something was added
-- returns nothing
redis.call(ARGV[1], KEYS[1], ARGV[2])
if ARGV[1] == 'SADD' then
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
return {}
