-- Puts an envelope, or takes it away, if the one there still has the stamp that the writer saw. BITFIELD with an
-- increment of 0 reads without moving the server's hit and miss counters, as GET would.
-- KEYS: key. ARGV: stamp, upper and lower half; new bytes, empty to delete; milliseconds to live; channel or empty.
local seen = redis.call('BITFIELD', KEYS[1], 'INCRBY', 'u32', 32, 0, 'INCRBY', 'u32', 64, 0)
local landed = 0
if seen[1] == tonumber(ARGV[1]) and seen[2] == tonumber(ARGV[2]) then
  landed = 1
  if ARGV[3] == '' then
    redis.call('UNLINK', KEYS[1])
  else
    redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
  end
elseif seen[1] == 0 and seen[2] == 0 then
  -- Nothing was there: asking made a key of zeros.
  redis.call('UNLINK', KEYS[1])
end
if ARGV[5] ~= '' then
  redis.call('PUBLISH', ARGV[5], KEYS[1])
end
return landed
