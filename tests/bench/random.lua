-- SPDX-License-Identifier: Apache-2.0
-- wrk script: one of the codes in the file named by CODES, at random, for each request.
local codes = {}
function init()
   for line in io.lines(os.getenv("CODES")) do codes[#codes + 1] = line end
   math.randomseed(20261123)
end
function request()
   return wrk.format("GET", "/api/v1/entities/" .. codes[math.random(#codes)])
end
