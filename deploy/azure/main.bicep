// Everything that one environment of Synapse is made of, as the content of one resource group:
//
//   az group create --name synapse-prod --location westeurope
//   az deployment group create --resource-group synapse-prod --template-file deploy/azure/main.bicep \
//     --parameters deploy/azure/production.bicepparam
//
// Secrets are parameters that no file holds; production.bicepparam and staging.bicepparam read them from the environment.
targetScope = 'resourceGroup'

@description('Which environment this is. Staging stands beside production under names of its own.')
@allowed(['production', 'staging'])
param environment string

@description('Where everything is.')
param location string = resourceGroup().location

@description('The dashboard\'s domain, such as synapse.club. Empty: the address that Azure gives.')
param domain string = ''

@description('The API\'s domain, such as api.synapse.club. Empty: the address that Azure gives.')
param apiDomain string = ''

@description('The images\' tag: a commit\'s hash.')
param imageTag string

@description('The registry\'s name, which is unique in all of Azure.')
@minLength(5)
@maxLength(50)
param registryName string

@description('The plan\'s size. B1 has one core and 1.75 GB, which bot, API and dashboard share.')
param planSize string = 'B1'

@description('The database\'s size.')
param databaseSize string = 'Standard_B1ms'

@description('The database\'s tier, which belongs to its size.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string = 'Burstable'

@description('The database\'s administrator.')
param databaseUser string = 'synapse'

@description('The database administrator\'s password: letters and digits, for it becomes part of an address.')
@secure()
@minLength(16)
param databasePassword string

@description('The bot\'s token.')
@secure()
param discordToken string

@description('The Discord application\'s id.')
param discordClientId string

@description('The Discord application\'s secret.')
@secure()
param discordClientSecret string

@description('Signs access tokens; at least 32 bytes that nobody else knows.')
@secure()
@minLength(32)
param jwtSecret string

@description('The secret before it, while secrets are changed; else empty.')
@secure()
param jwtSecretPrevious string = ''

@description('What Prometheus presents at /metrics.')
@secure()
param metricsToken string

@description('Kept for a later quality score.')
@secure()
param llmApiKey string = ''

@description('A role whose members are admins.')
param adminRoleId string = ''

var suffix = environment == 'production' ? '' : '-${environment}'
var unique = uniqueString(resourceGroup().id)
var botName = 'synapse-bot${suffix}'
var apiName = 'synapse-api${suffix}'
var dashboardName = 'synapse-dashboard${suffix}'
var dashboardUrl = 'https://${empty(domain) ? '${dashboardName}.azurewebsites.net' : domain}'
var apiUrl = 'https://${empty(apiDomain) ? '${apiName}.azurewebsites.net' : apiDomain}'
var databaseName = 'synapse'
var tags = { application: 'synapse', environment: environment }

var secrets = {
  'DISCORD-TOKEN': discordToken
  'DISCORD-CLIENT-SECRET': discordClientSecret
  'DATABASE-URL': 'postgresql://${databaseUser}:${databasePassword}@${database.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=require'
  'JWT-SECRET': jwtSecret
  'METRICS-TOKEN': metricsToken
}
var optionalSecrets = union(
  empty(llmApiKey) ? {} : { 'LLM-API-KEY': llmApiKey },
  empty(jwtSecretPrevious) ? {} : { 'JWT-SECRET-PREVIOUS': jwtSecretPrevious }
)

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: registryName
  location: location
  tags: tags
  sku: { name: 'Basic' }
  // The pipeline pushes with the admin user (ACR_USERNAME, ACR_PASSWORD); the web apps pull with their identity.
  properties: { adminUserEnabled: true }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'synapse-plan${suffix}'
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: planSize }
  properties: { reserved: true }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2022-12-01' = {
  name: 'synapse-db${suffix}-${unique}'
  location: location
  tags: tags
  sku: { name: databaseSize, tier: databaseTier }
  properties: {
    version: '16'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: environment == 'production' ? 14 : 7, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }

  resource store 'databases' = {
    name: databaseName
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }

  // An address of zeros stands for Azure's own services, and for nobody else.
  resource azureOnly 'firewallRules' = {
    name: 'azure-services-only'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }

  resource encrypted 'configurations' = {
    name: 'require_secure_transport'
    properties: { value: 'on', source: 'user-override' }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  // Unique in all of Azure and at most 24 characters, so production alone has the plain name.
  name: environment == 'production' ? 'synapse-secrets' : 'synapse-secrets-${take(environment, 8)}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 30
  }
}

resource kept 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [
  for secret in items(union(secrets, optionalSecrets)): {
    parent: vault
    name: secret.key
    properties: { value: secret.value, contentType: 'text/plain' }
  }
]

module dashboard 'webapp.bicep' = {
  name: dashboardName
  params: {
    name: dashboardName
    location: location
    tags: tags
    planId: plan.id
    registryName: registry.name
    vaultName: vault.name
    image: 'synapse-dashboard:${imageTag}'
    command: 'node build'
    port: 3000
    healthPath: '/health'
    domain: domain
    settings: {
      API_URL: '${apiUrl}/graphql'
      ORIGIN: dashboardUrl
      // App Service's front end is the one proxy between browsers and the dashboard.
      ADDRESS_HEADER: 'x-forwarded-for'
      XFF_DEPTH: '1'
    }
    secretSettings: {}
  }
}

module api 'webapp.bicep' = {
  name: apiName
  params: {
    name: apiName
    location: location
    tags: tags
    planId: plan.id
    registryName: registry.name
    vaultName: vault.name
    image: 'synapse:${imageTag}'
    command: 'uvicorn synapse.api.main:app --host 0.0.0.0 --port 8000 --no-access-log --no-proxy-headers --timeout-graceful-shutdown 10 --ws-per-message-deflate false'
    port: 8000
    healthPath: '/health/ready'
    domain: apiDomain
    settings: {
      DISCORD_CLIENT_ID: discordClientId
      DISCORD_REDIRECT_URI: '${dashboardUrl}/auth/callback'
      FRONTEND_URL: dashboardUrl
      ADMIN_ROLE_ID: adminRoleId
      // The front ends' own networks, and the dashboard, which tells who its readers are.
      TRUSTED_PROXIES: '127.0.0.0/8,169.254.0.0/16,10.0.0.0/8,${dashboard.outputs.outboundAddresses}'
    }
    secretSettings: union(
      {
        DATABASE_URL: 'DATABASE-URL'
        DISCORD_CLIENT_SECRET: 'DISCORD-CLIENT-SECRET'
        JWT_SECRET: 'JWT-SECRET'
        METRICS_TOKEN: 'METRICS-TOKEN'
      },
      empty(jwtSecretPrevious) ? {} : { JWT_SECRET_PREVIOUS: 'JWT-SECRET-PREVIOUS' },
      empty(llmApiKey) ? {} : { LLM_API_KEY: 'LLM-API-KEY' }
    )
  }
  dependsOn: [kept, database::store, database::azureOnly]
}

module bot 'webapp.bicep' = {
  name: botName
  params: {
    name: botName
    location: location
    tags: tags
    planId: plan.id
    registryName: registry.name
    vaultName: vault.name
    image: 'synapse:${imageTag}'
    command: 'python -m synapse.bot'
    port: 8080
    // Alive and not ready: a bot whose database is away holds events, and starting it anew would help nobody.
    healthPath: '/health/live'
    domain: ''
    settings: {
      HEALTH_ADDRESS: '0.0.0.0:8080'
      ADMIN_ROLE_ID: adminRoleId
      // Events that wait for the database outlive the container on the storage that App Service keeps.
      SPOOL_DIRECTORY: '/home/synapse/spool'
      WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'true'
      WEBSITES_CONTAINER_STOP_TIME_LIMIT: '30'
    }
    secretSettings: union(
      { DATABASE_URL: 'DATABASE-URL', DISCORD_TOKEN: 'DISCORD-TOKEN', METRICS_TOKEN: 'METRICS-TOKEN' },
      empty(llmApiKey) ? {} : { LLM_API_KEY: 'LLM-API-KEY' }
    )
  }
  dependsOn: [kept, database::store, database::azureOnly]
}

output registry string = registry.properties.loginServer
output dashboard string = dashboardUrl
output api string = apiUrl
output databaseHost string = database.properties.fullyQualifiedDomainName
