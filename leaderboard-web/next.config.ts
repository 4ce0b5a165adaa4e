import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The API address and the port are read when the server starts: the build is the same everywhere.
  devIndicators: false,
};

export default config;
