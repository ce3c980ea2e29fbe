// Runs before the modules are fetched: browsers record 250 requests if nobody asks for more room,
// and the page itself is more files than that (worker/requests.js counts what was recorded).
performance.setResourceTimingBufferSize(5000);
