/** Looks a person up in Dataverse by e-mail. Nothing in here knows of the sandbox: docs/clients.md. */
import { ClientSecretCredential } from '@azure/identity';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;
const { DATAVERSE_URL, DATAVERSE_EMAIL } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET);
const { token } = await credential.getToken(`${DATAVERSE_URL}/.default`);

const url = new URL('/api/data/v9.2/contacts', DATAVERSE_URL);
url.searchParams.set('$select', 'contactid,fullname,emailaddress1');
url.searchParams.set('$filter', `emailaddress1 eq '${DATAVERSE_EMAIL.replaceAll("'", "''")}'`);
// Two would be too many: whom does the app mean?
url.searchParams.set('$top', '2');
const answer = await fetch(url, {
  headers: {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'OData-MaxVersion': '4.0',
    'OData-Version': '4.0',
  },
});
const body = await answer.json();
if (!answer.ok) {
  console.log(`refused: ${answer.status} ${body.error?.code}`);
  process.exitCode = 1;
} else {
  for (const { contactid, fullname } of body.value) console.log(`${fullname}: ${contactid}`);
}
