-- Zeroes the counters and raises the epoch, by which every process notices. KEYS: hash. ARGV: milliseconds since 1970.
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('UNLINK', KEYS[1])
redis.call('HSET', KEYS[1], 'epoch', epoch, 'reset_at', ARGV[1],
  'hits', 0, 'misses', 0, 'sets', 0, 'deletes', 0, 'errors', 0)
return epoch
