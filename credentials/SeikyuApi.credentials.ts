import type {
  IAuthenticateGeneric,
  ICredentialTestRequest,
  ICredentialType,
  Icon,
  INodeProperties,
} from 'n8n-workflow';

/** A hub's address and a key of it. The key goes into one header and nowhere else. */
export class SeikyuApi implements ICredentialType {
  name = 'seikyuApi';

  displayName = 'Seikyu API';

  icon: Icon = { light: 'file:../icons/seikyu.svg', dark: 'file:../icons/seikyu.dark.svg' };

  documentationUrl = 'https://github.com/seikyu-dev/seikyu/tree/main/docs/n8n#credentials';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://seikyu.example.com',
      description: 'Address of your Seikyu hub, without /v1',
      required: true,
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'An admin makes keys in the hub under API keys. Give it the permissions that your workflows need, never admin.',
      required: true,
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
  };

  test: ICredentialTestRequest = {
    request: { baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}', url: '/v1/me' },
  };
}
