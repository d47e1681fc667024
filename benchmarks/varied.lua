-- Ask with a number at the end that no request had before, so that no cache can have the answer.
-- wrk -s varied.lua URL -- PATH: the number is put after PATH.
local path, n

function init(args)
  path = args[1]
  n = os.time() % 1000000 * 1000000
end

function request()
  n = n + 1
  return wrk.format("GET", path .. n)
end
