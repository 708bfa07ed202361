-- Prolongs the lease of a load that is still under way. KEYS: key. ARGV: stamp, upper and lower half; milliseconds.
local seen = redis.call('BITFIELD', KEYS[1], 'INCRBY', 'u32', 32, 0, 'INCRBY', 'u32', 64, 0)
if seen[1] == tonumber(ARGV[1]) and seen[2] == tonumber(ARGV[2]) then
  return redis.call('PEXPIRE', KEYS[1], ARGV[3])
elseif seen[1] == 0 and seen[2] == 0 then
  redis.call('UNLINK', KEYS[1])
end
return 0
