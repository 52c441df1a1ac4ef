// One container of Synapse as a web app: pulled with its own identity, secrets read from Key Vault with the same.
param name string
param location string
param tags object
param planId string
param registryName string
param vaultName string

@description('The image and its tag, without the registry.')
param image string
param command string
param port int

@description('Asked by App Service every minute; a web app that does not answer for ten minutes is started anew.')
param healthPath string

@description('A domain of one\'s own; its CNAME and its asuid TXT record must be there before. Empty: none.')
param domain string

@description('Plain settings by name.')
param settings object

@description('Names of secrets in the vault, by the name of the setting.')
param secretSettings object

// Built-in roles, the same in every subscription.
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

var plain = union(settings, { WEBSITES_PORT: string(port) })

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux,container'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'DOCKER|${registry.properties.loginServer}/${image}'
      acrUseManagedIdentityCreds: true
      appCommandLine: command
      alwaysOn: true
      healthCheckPath: healthPath
      http20Enabled: true
      webSocketsEnabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(
        map(items(plain), each => { name: each.key, value: string(each.value) }),
        map(items(secretSettings), each => {
          name: each.key
          value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${each.value})'
        })
      )
    }
  }
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, name, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, name, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource ownDomain 'Microsoft.Web/sites/hostNameBindings@2023-12-01' = if (!empty(domain)) {
  parent: app
  name: empty(domain) ? 'none' : domain
  properties: { siteName: app.name, hostNameType: 'Verified' }
}

output outboundAddresses string = app.properties.possibleOutboundIpAddresses
