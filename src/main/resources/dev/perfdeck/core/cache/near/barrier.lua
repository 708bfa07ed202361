-- The token of a barrier, made if there is none. KEYS: barrier. ARGV: a new token.
local token = redis.call('GET', KEYS[1])
if not token then
  token = ARGV[1]
  redis.call('SET', KEYS[1], token)
end
return token
