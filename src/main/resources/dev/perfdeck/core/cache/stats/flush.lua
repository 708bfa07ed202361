-- Adds a process's deltas once, however often it has to say so; not those counted before a reset it has not seen.
-- KEYS: hash, the process's last sequence number. ARGV: epoch or empty, sequence number, field, delta, field, delta ...
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 0)
if ARGV[1] ~= '' and epoch ~= tonumber(ARGV[1]) then
  return epoch
end
if redis.call('INCRBY', KEYS[2], 0) ~= tonumber(ARGV[2]) then
  redis.call('SET', KEYS[2], ARGV[2], 'PX', 3600000)
  for i = 3, #ARGV, 2 do
    redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
return epoch
