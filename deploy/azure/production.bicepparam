// Secrets come from the environment of whoever deploys; docs/azure.md lists them.
using 'main.bicep'

param environment = 'production'
param registryName = readEnvironmentVariable('ACR_NAME')
param imageTag = readEnvironmentVariable('IMAGE_TAG')
param domain = 'synapse.club'
param apiDomain = 'api.synapse.club'
param databasePassword = readEnvironmentVariable('DATABASE_PASSWORD')
param discordToken = readEnvironmentVariable('DISCORD_TOKEN')
param discordClientId = readEnvironmentVariable('DISCORD_CLIENT_ID')
param discordClientSecret = readEnvironmentVariable('DISCORD_CLIENT_SECRET')
param jwtSecret = readEnvironmentVariable('JWT_SECRET')
param jwtSecretPrevious = readEnvironmentVariable('JWT_SECRET_PREVIOUS', '')
param metricsToken = readEnvironmentVariable('METRICS_TOKEN')
param llmApiKey = readEnvironmentVariable('LLM_API_KEY', '')
param adminRoleId = readEnvironmentVariable('ADMIN_ROLE_ID', '')
